/**
 * Makes the archives that ship out of the distribution, when the build is asked for a release. Imports the JDK and
 * Jackson only, and is no part of what ships.
 */
@NullMarked
package dev.dispatch.release;

import org.jspecify.annotations.NullMarked;
