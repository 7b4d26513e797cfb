using Spectre.Console;

namespace ZkRollup.Cli.Demo;

/// <summary>A table that changes in place: for terminals.</summary>
internal sealed class LiveTableView(IAnsiConsole console) : IDemoView
{
    public Task ShowAsync(Func<Action<IReadOnlyList<DemoRow>>, Task> work) =>
        console.Live(new Text(string.Empty)).StartAsync(context => work(rows =>
        {
            context.UpdateTarget(Table(rows));
            context.Refresh();
        }));

    private static Table Table(IReadOnlyList<DemoRow> rows)
    {
        Table table = new() { Border = TableBorder.Rounded };
        _ = table.AddColumn("check").AddColumn("result").AddColumn("work");
        _ = table.AddColumn(new TableColumn("time").RightAligned()).AddColumn(new TableColumn("each").RightAligned());
        foreach (DemoRow row in rows)
        {
            string colour = row.State switch
            {
                CheckState.Held => "green",
                CheckState.Failed => "red",
                CheckState.Running => "yellow",
                _ => "grey",
            };
            _ = table.AddRow(
                Markup.Escape(row.Name),
                $"[{colour}]{DemoText.State(row.State)}[/]",
                Markup.Escape(DemoText.Work(row)),
                DemoText.Duration(row.Elapsed.TotalNanoseconds),
                DemoText.Duration(row.NanosecondsEach));
        }

        return table;
    }
}
