using System.CommandLine;
using ZkRollup.Bench.Micro;

RootCommand root = new("Benchmarks of ZkRollup.") { MicroCommand.Create() };
return root.Parse(args).Invoke();
