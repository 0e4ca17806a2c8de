/**
 * What may be done at all: the rules of each policy, and all policies together, of which the stricter wins. Imports
 * {@code json} and {@code problem}, and OkHttp for the spelling of host names.
 */
@NullMarked
package dev.dispatch.policy;

import org.jspecify.annotations.NullMarked;
