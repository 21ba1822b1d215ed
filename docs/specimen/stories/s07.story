banxin-story 1
id s07
kind article

@section 1
七　对齐

@crosshead 2
两端对齐

@body 3
天黑以前，老人把渡口的灯一盏一盏点起来，船便认得回来的路，人也放心。

@crosshead 4
居首

@body 5
天黑以前，老人把渡口的灯一盏一盏点起来，船便认得回来的路，人也放心。

@crosshead 6
居中

@body 7
天黑以前，老人把渡口的灯一盏一盏点起来，船便认得回来的路，人也放心。

@crosshead 8
居尾

@body 9
天黑以前，老人把渡口的灯一盏一盏点起来，船便认得回来的路，人也放心。

@crosshead 10
均排

@body 11
沈一舟

@body 12
欧阳听松

@body 13
何渡

@body 14
温亦舟
