/** Clock, durations and cancellation. Imports the JDK only. */
@NullMarked
package dev.dispatch.time;

import org.jspecify.annotations.NullMarked;
