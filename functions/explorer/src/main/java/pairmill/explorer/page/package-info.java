/// One class a page: what it answers, as HTML, JSON, CSV or lines of JSON.
@NullMarked
package pairmill.explorer.page;

import org.jspecify.annotations.NullMarked;
