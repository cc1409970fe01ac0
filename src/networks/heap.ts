/** Vertices by their keys, the least first: a binary heap that knows where each vertex stands, so that keys may fall. O(log n) a change. */

/** Of vertices 0 .. n - 1, each at most once. */
export interface VertexHeap {
  readonly size: number;
  /** Adds a vertex, or lets its key fall to this. */
  push(vertex: number, key: number): void;
  /** Takes the vertex of the least key off; -1 when empty. */
  pop(): number;
  clear(): void;
}

/** Empty, with room for n vertices: 16 bytes each. */
export function createHeap(n: number): VertexHeap {
  const heap = new Int32Array(n);
  const place = new Int32Array(n).fill(-1);
  const keys = new Float64Array(n);
  let size = 0;

  function set(at: number, vertex: number): void {
    heap[at] = vertex;
    place[vertex] = at;
  }
  function rise(from: number, vertex: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (keys[heap[above]] <= keys[vertex]) break;
      set(at, heap[above]);
      at = above;
    }
    set(at, vertex);
  }
  function sink(vertex: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && keys[heap[below + 1]] < keys[heap[below]]) below++;
      if (keys[heap[below]] >= keys[vertex]) break;
      set(at, heap[below]);
      at = below;
    }
    set(at, vertex);
  }
  return {
    get size() {
      return size;
    },
    push(vertex, key) {
      keys[vertex] = key;
      rise(place[vertex] < 0 ? size++ : place[vertex], vertex);
    },
    pop() {
      if (size === 0) return -1;
      const top = heap[0];
      place[top] = -1;
      size--;
      if (size > 0) sink(heap[size]);
      return top;
    },
    clear() {
      for (let at = 0; at < size; at++) place[heap[at]] = -1;
      size = 0;
    },
  };
}
