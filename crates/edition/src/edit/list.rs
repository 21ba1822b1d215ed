//! Putting things into ordered lists and taking them out, at places counted from 0.

use super::EditError;

/// Puts an item at a place of a list.
pub(super) fn place<T>(list: &mut Vec<T>, at: u32, item: T) -> Result<(), EditError> {
    let index = usize::try_from(at).ok().filter(|index| *index <= list.len());
    let index =
        index.ok_or_else(|| EditError::OutOfRange(format!("place {at} in a list of {}", list.len())))?;
    list.insert(index, item);
    Ok(())
}

/// Takes the item for which this holds out of a list, with the place it had.
pub(super) fn take<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> Option<(u32, T)> {
    let index = list.iter().position(is_it)?;
    let at = u32::try_from(index).ok()?;
    Some((at, list.remove(index)))
}

/// Puts an item at a place among the others, replacing the one for which `is_it` holds; answers with that one
/// and its place. What is out of range changes nothing.
pub(super) fn put<T>(
    list: &mut Vec<T>,
    at: u32,
    item: T,
    is_it: impl Fn(&T) -> bool,
) -> Result<Option<(u32, T)>, EditError> {
    let others = list.len() - usize::from(list.iter().any(&is_it));
    if usize::try_from(at).map_or(true, |at| at > others) {
        return Err(EditError::OutOfRange(format!("place {at} in a list of {others}")));
    }
    let old = take(list, is_it);
    place(list, at, item)?;
    Ok(old)
}
