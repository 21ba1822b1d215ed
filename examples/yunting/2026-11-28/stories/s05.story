banxin-story 1
id s05
kind qr
link https://www.yunting-daily.example/qr/20261128

@body 1
扫一扫 看老堤地图

@body 2
云汀日报 周末出发

@body 3
https://www.yunting-daily.example/qr/20261128
