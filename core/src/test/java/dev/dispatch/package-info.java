/** What the tests of several packages share. */
@NullMarked
package dev.dispatch;

import org.jspecify.annotations.NullMarked;
