/** What the codes of problems and findings mean. May import {@code json} and {@code problem} of core, and resources. */
@NullMarked
package dev.dispatch.cli.explain;

import org.jspecify.annotations.NullMarked;
