banxin-story 1
id s05
kind article

@section 1
五　汉字与西文

@crosshead 2
间距四分之一字

@body 3
江面A座与B座之间有120米，渡船每天往返8次，共载400人，6月起加开2班，末班21点40分。

@crosshead 4
间距为零

@body 5
江面A座与B座之间有120米，渡船每天往返8次，共载400人，6月起加开2班，末班21点40分。

@crosshead 6
键入空格不加倍

@body 7
江面 A 座与 B 座之间有 120 米，渡船每天往返 8 次，共载 400 人，6月起加开2班，末班21点40分。

@crosshead 8
西文断词

@body 9
The ferryman remembers everybody travelling homeward. Understanding neighbours illuminate uncomfortable evenings.

@crosshead 10
网址断行

@body 11
船期见 https://ferry.example/timetable/2026/november?line=2，网址断开处不加连字符，先断在符号旁。
