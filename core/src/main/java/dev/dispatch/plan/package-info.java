/** Preflight: a job, its inputs and the registry become a plan or every issue. Imports everything below. */
@NullMarked
package dev.dispatch.plan;

import org.jspecify.annotations.NullMarked;
