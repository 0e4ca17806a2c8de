/** Files that hold many records in few: frames in segments that only grow, found by their number. Imports nothing of the project. */
@NullMarked
package dev.dispatch.segment;

import org.jspecify.annotations.NullMarked;
