/** The face of the engine and the only place where its parts are put together. Imports everything below. */
@NullMarked
package dev.dispatch.engine;

import org.jspecify.annotations.NullMarked;
