/** The makers of schemas in use; `scripts/bundle.mjs` asks for a new one. */
export {
  Array,
  Boolean,
  Enum,
  Integer,
  Literal,
  Null,
  Number,
  Object,
  Optional,
  String,
  Tuple,
  Union,
  Unsafe,
} from "../node_modules/typebox/build/index.mjs";
