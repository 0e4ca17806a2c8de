/** Whole documents on disk: written beside and renamed, locked across threads and processes. Imports the JDK only. */
@NullMarked
package dev.dispatch.file;

import org.jspecify.annotations.NullMarked;
