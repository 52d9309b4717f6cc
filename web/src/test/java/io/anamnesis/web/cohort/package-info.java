/** Tests of the routes of cohorts. */
@org.jspecify.annotations.NullMarked
package io.anamnesis.web.cohort;
