@NullMarked
package io.anamnesis.web.patient;

import org.jspecify.annotations.NullMarked;
