/** What the author of a module imports. Depends on JSON tree types and annotations only. */
@NullMarked
package dev.dispatch.sdk;

import org.jspecify.annotations.NullMarked;
