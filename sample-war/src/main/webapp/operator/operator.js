import * as enrollments from "./enrollments.js";
import * as keys from "./keys.js";
import * as programs from "./programs.js";

programs.start();
keys.start();
enrollments.start();
