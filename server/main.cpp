#include "server/cli/cli.hpp"

int main(int argc, char** argv) {
    return starfish::run_cli(argc, argv);
}
