banxin-story 1
id s09
kind article

@kicker 1
一行

@headline 2
渡口有灯
