/**
 * What the author of a module needs: checking a module, making one, replacing an action. Imports {@code plan} and below,
 * {@code archive}.
 */
@NullMarked
package dev.dispatch.authoring;

import org.jspecify.annotations.NullMarked;
