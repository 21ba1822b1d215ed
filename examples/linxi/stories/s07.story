banxin-story 1
id s07
kind qr
link https://www.linxi-daily.example/qr/20261123-05

@body 1
扫一扫 关注我们

@body 2
临溪发布 微信公号

@body 3
https://www.linxi-daily.example/qr/20261123-05
