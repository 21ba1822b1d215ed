banxin-story 1
id s10
kind article

@kicker 1
二行

@headline 2
三十年风雨渡口　一盏灯守到天明
