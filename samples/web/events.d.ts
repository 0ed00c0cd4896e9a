// The page loads the element by itself; this tells the compiler of its events.
import '/faceshape/element.js';
