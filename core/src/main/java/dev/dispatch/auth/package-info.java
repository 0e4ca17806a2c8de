/**
 * What stands under {@code auth}: its types, how they are written, and the signature of AWS. Opens no socket. Imports
 * {@code json} and {@code problem}.
 */
@NullMarked
package dev.dispatch.auth;

import org.jspecify.annotations.NullMarked;
