@NullMarked
package io.anamnesis.web.request;

import org.jspecify.annotations.NullMarked;
