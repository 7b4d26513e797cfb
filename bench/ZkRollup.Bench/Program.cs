using System.CommandLine;
using ZkRollup.Bench.Exchange;
using ZkRollup.Bench.Micro;

RootCommand root = new("Benchmarks of ZkRollup.") { MicroCommand.Create(), EngineCommand.Create() };
return root.Parse(args).Invoke();
