/// Tables: the columns of every file that is stored or published, and the ports that write and read
/// them.
@NullMarked
package pairmill.row;

import org.jspecify.annotations.NullMarked;
