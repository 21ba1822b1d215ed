banxin-story 1
id s08
kind article

@section 1
八　标题
