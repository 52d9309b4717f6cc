/**
 * Decodes JPEG 2000 codestreams (ITU-T T.800, ISO/IEC 15444-1), bare or in the boxes of a JP2 file. Clause, table and figure
 * numbers in this package are those of T.800.
 *
 * <p>Enters: one frame's bytes, which nobody vouches for. Leaves: one plane of samples a component, or an
 * {@link io.anamnesis.web.ingest.imaging.pixel.j2k.UnusableCodestream} that says what is wrong at which byte. Runs on the
 * thread of the caller. Before an array is made, its size is bounded by the limits of
 * {@link io.anamnesis.web.ingest.imaging.pixel.j2k.Codestream} and by the bytes that are there.
 *
 * <p>The way of the bytes: marker segments ({@code Codestream}, {@code CodingParameters}) give parameters and tile-parts; of each tile
 * {@code PacketOrder} and {@code PacketReader} find the bytes of each code-block; {@code BlockDecoder} makes coefficients of
 * them; the wavelets and {@code ComponentTransform} make samples.
 */
@NullMarked
package io.anamnesis.web.ingest.imaging.pixel.j2k;

import org.jspecify.annotations.NullMarked;
