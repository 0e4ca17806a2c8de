/** The documents that are part of the program. May import {@code json} of core. */
@NullMarked
package dev.dispatch.cli.resource;

import org.jspecify.annotations.NullMarked;
