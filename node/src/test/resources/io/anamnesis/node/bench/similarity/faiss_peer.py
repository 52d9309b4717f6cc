"""Measures Faiss on one thread. Arguments: folder with base, queries (float32) and truth (big-endian int32), dimension, k, seconds."""
import json
import sys
import time

import faiss
import numpy as np

folder, dimension, k, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
faiss.omp_set_num_threads(1)
base = np.fromfile(folder + "/base", dtype="<f4").reshape(-1, dimension)
queries = np.fromfile(folder + "/queries", dtype="<f4").reshape(-1, dimension)
truth = np.fromfile(folder + "/truth", dtype=">i4").reshape(len(queries), k)


def point(index, what):
    found = sum(len(set(index.search(q[None], k)[1][0]) & set(t)) for q, t in zip(queries, truth))
    nanos, until, cpu = [], time.monotonic() + seconds, time.process_time()
    while len(nanos) < len(queries) or time.monotonic() < until:
        start = time.perf_counter_ns()
        index.search(queries[len(nanos) % len(queries)][None], k)
        nanos.append(time.perf_counter_ns() - start)
    cpu = time.process_time() - cpu
    nanos = np.sort(np.array(nanos))
    return {
        "what": what,
        "recall": found / truth.size,
        "perSecond": len(nanos) / (nanos.sum() / 1e9),
        "perCpuSecond": len(nanos) / cpu,
        "p99Millis": float(nanos[int(len(nanos) * 0.99)]) / 1e6,
    }


def visible(index):
    nanos = []
    for i in range(50):
        vector = 0.7 * base[i] + 0.3 * base[i + 1]
        vector /= np.linalg.norm(vector)
        start = time.perf_counter_ns()
        index.add(vector[None])
        index.search(vector[None], 1)
        nanos.append(time.perf_counter_ns() - start)
    return float(np.median(nanos)) / 1e6


def measured(name, index, efforts):
    start = time.process_time()
    index.add(base)
    build = time.process_time() - start
    size = faiss.serialize_index(index).size / len(base)
    points = []
    for effort in efforts:
        if effort:
            index.hnsw.efSearch = effort
        points.append(point(index, str(effort)))
        if points[-1]["recall"] >= 0.999:
            break
    return {
        "contender": name,
        "buildSeconds": build,
        "bytesPerVector": size,
        "visibleMillis": visible(index),
        "points": points,
    }


hnsw = faiss.IndexHNSWFlat(dimension, 16, faiss.METRIC_INNER_PRODUCT)
hnsw.hnsw.efConstruction = 100
print(json.dumps([
    measured("Faiss flat", faiss.IndexFlatIP(dimension), [0]),
    measured("Faiss HNSW", hnsw, [10, 14, 20, 28, 40, 56, 80, 112, 160, 240, 320, 480]),
]))
