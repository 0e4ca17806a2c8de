/**
 * The Java types that actions take and give, as JSON sees them: which there are, their schemas, and values read and
 * written. Knows nothing of modules and of how their code is loaded. Imports {@code sdk}, {@code json}, {@code schema}.
 */
@NullMarked
package dev.dispatch.shape;

import org.jspecify.annotations.NullMarked;
