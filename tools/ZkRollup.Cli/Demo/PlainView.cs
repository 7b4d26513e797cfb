namespace ZkRollup.Cli.Demo;

/// <summary>One line when a check begins and one when it ends: for files, pipes and logs.</summary>
internal sealed class PlainView(TextWriter output) : IDemoView
{
    private readonly HashSet<(string Name, CheckState State)> _shown = [];

    public Task ShowAsync(Func<Action<IReadOnlyList<DemoRow>>, Task> work) => work(Show);

    private void Show(IReadOnlyList<DemoRow> rows)
    {
        foreach (DemoRow row in rows.Where(r => r.State != CheckState.Waiting && _shown.Add((r.Name, r.State))))
        {
            string each = row.NanosecondsEach > 0 ? $", {DemoText.Duration(row.NanosecondsEach)} each" : string.Empty;
            string time = DemoText.Duration(row.Elapsed.TotalNanoseconds);
            string line = row.State switch
            {
                CheckState.Running => $"{DemoText.State(row.State),-9} {row.Name}",
                CheckState.Held => $"{DemoText.State(row.State),-9} {row.Name}: {DemoText.Work(row)} in {time}{each}",
                _ => $"{DemoText.State(row.State),-9} {row.Name}: {DemoText.Work(row)}",
            };
            output.WriteLine(line);
            output.Flush();
        }
    }
}
