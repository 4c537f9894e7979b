/// Repair of text that was decoded with the wrong character encoding, with the results of ftfy 6:
/// its published tables of code points and its order of steps, checked against it by
/// `.ci/check_alt_text.py`. Enter at [pairmill.mojibake.Mojibake];
/// [pairmill.mojibake.CharacterReferences] undoes all of HTML's references. Knows no other room.
@NullMarked
package pairmill.mojibake;

import org.jspecify.annotations.NullMarked;
