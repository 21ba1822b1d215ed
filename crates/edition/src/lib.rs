//! The document (文档): a folder of UTF-8 files that diff well, read and written by one canonical writer,
//! changed only by [`Edit`](edit)s, filled by the manuscript importer. It knows neither fonts nor drawing.

pub mod model;
