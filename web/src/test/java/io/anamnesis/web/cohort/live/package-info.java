@NullMarked
package io.anamnesis.web.cohort.live;

import org.jspecify.annotations.NullMarked;
