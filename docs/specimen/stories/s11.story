banxin-story 1
id s11
kind article

@kicker 1
三行

@headline 2
水涨水落人来人往　老渡口的灯亮了三十年　夜归的船都认得它
