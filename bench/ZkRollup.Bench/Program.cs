using System.CommandLine;
using ZkRollup.Bench.Exchange;
using ZkRollup.Bench.Micro;
using ZkRollup.Bench.Rollup;

RootCommand root = new("Benchmarks of ZkRollup.") { MicroCommand.Create(), EngineCommand.Create(), RollupCommand.Create() };
return root.Parse(args).Invoke();
