// The program's command line: `starfish help` lists what it can do.
#pragma once

namespace starfish {

// The process's exit status.
int run_cli(int argc, char** argv);

}  // namespace starfish
