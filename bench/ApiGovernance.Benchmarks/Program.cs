using System.Globalization;
using ApiGovernance.Benchmarks.Bodies;
using ApiGovernance.Benchmarks.Catalog;
using ApiGovernance.Benchmarks.Gateway;
using ApiGovernance.Benchmarks.Overlap;
using ApiGovernance.Benchmarks.Processes;
using ApiGovernance.Benchmarks.Ratios;
using BenchmarkDotNet.Running;

// `ratios` compares within one process, `beside-ajv` whole processes; they start `read-once` and `validate-loop`. `export FOLDER`
// writes the bodies and schemas as files. `gateway PORT UPSTREAM KEY` is what bench/gateway.sh lets the load harness start, `overlap` and `catalog-scale`
// what bench/overlap.sh and bench/catalog-scale.sh run; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["ratios", .. string[] rest]:
        return RatiosCommand.Run(rest);
    case ["read-once", string name, string file]:
        return ReadOnce.Run(name, file);
    case ["validate-loop", string folder, string set, string times]:
        return ValidateLoop.Run(folder, set, int.Parse(times, CultureInfo.InvariantCulture));
    case ["beside-ajv", string script, .. string[] more]:
        return BesideAjv.Run(script, more is [string rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 5);
    case ["export", string folder]:
        ExportedBodies.Write(folder, BodySet.All());
        return 0;
    case ["gateway", .. string[] rest]:
        if (BenchOptions.Parse(rest) is not { } options)
            return 2;
        await BenchGateway.RunAsync(options);
        return 0;
    case ["overlap", .. string[] rest] when rest.Length > 1:
        return OverlapCommand.Run(rest);
    case ["catalog-scale", .. string[] rest] when rest.Length == 4:
        return await ScaleCommand.RunAsync(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
