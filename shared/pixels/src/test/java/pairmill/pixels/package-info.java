/// Tests of the pictures: drawn ones, hostile ones, and others' answers to the same questions.
@NullMarked
package pairmill.pixels;

import org.jspecify.annotations.NullMarked;
