banxin-story 1
id s10
kind qr
link https://www.yunting-daily.example/qr/20261124

@body 1
扫一扫 报料

@body 2
云汀日报 读者热线

@body 3
https://www.yunting-daily.example/qr/20261124
