using ApiGovernance.Benchmarks.Gateway;
using BenchmarkDotNet.Running;

// `gateway PORT UPSTREAM KEY` is what bench/gateway.sh lets the load harness start; everything else is BenchmarkDotNet's.
if (args is ["gateway", .. string[] rest] && rest.Length == 3)
    await BenchGateway.RunAsync(rest);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
