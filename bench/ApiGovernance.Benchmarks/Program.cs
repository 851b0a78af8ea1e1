using ApiGovernance.Benchmarks.Gateway;
using ApiGovernance.Benchmarks.Ratios;
using BenchmarkDotNet.Running;

// `ratios` compares within one process; `read-once NAME FILE` is what it starts to see a cold process; `gateway PORT UPSTREAM KEY` is what bench/gateway.sh lets the load harness start; everything else is
// BenchmarkDotNet's.
switch (args)
{
    case ["ratios", .. string[] rest]:
        return RatiosCommand.Run(rest);
    case ["read-once", string name, string file]:
        return ReadOnce.Run(name, file);
    case ["gateway", .. string[] rest] when rest.Length == 3:
        await BenchGateway.RunAsync(rest);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
