banxin-story 1
id s01
kind page-title

@section 1
沿河人家
