@NullMarked
package io.anamnesis.web.feed;

import org.jspecify.annotations.NullMarked;
