using System.Globalization;
using System.IO.Compression;
using ZkRollup.Protocol.Transactions;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Exchange;

/// <summary>Where flows come from: a file beside the repository, or a generator.</summary>
internal static class FlowSource
{
    /// <summary>Name of the file's flow.</summary>
    internal const string FileFlow = "normal_n100000_s23";

    private static readonly string Folder =
        Path.Combine(Environment.GetEnvironmentVariable("ZKROLLUP_SHARED_DATA") ?? SourceTree.PathOf("..", "shared", "data"), "orderflow");

    /// <summary>The flow of the file, or null if it is absent.</summary>
    internal static IReadOnlyList<FlowMessage>? TryReadFile(int most)
    {
        string path = Path.Combine(Folder, FileFlow + ".orders.csv.gz");
        if (!File.Exists(path))
        {
            return null;
        }

        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string? header = reader.ReadLine();
        if (header != "seq,type,side,ioc,qty,order_id,price_ticks")
        {
            throw new InvalidDataException($"{path} begins with {header}.");
        }

        List<FlowMessage> messages = [];
        while (messages.Count < most && reader.ReadLine() is string line)
        {
            string[] cells = line.Split(',');
            messages.Add(new FlowMessage(
                cells[1][0],
                cells[2] == "B" ? Side.Buy : Side.Sell,
                cells[3] != "0",
                long.Parse(cells[4], CultureInfo.InvariantCulture),
                int.Parse(cells[5], CultureInfo.InvariantCulture),
                long.Parse(cells[6], CultureInfo.InvariantCulture)));
        }

        return messages;
    }

    /// <summary>A flow of the kind of the file's: most orders are cancelled soon, some are modified first, few trade.</summary>
    /// <remarks>
    /// An order in seven is immediate. Of the others one in five is modified by a tick and all but 3 % are cancelled, one or two messages
    /// after they came; the rest stays, so that a book of some thousand orders builds up. Prices scatter over some hundred ticks, a few
    /// across the middle: about one order in twenty meets another.
    /// </remarks>
    internal static IReadOnlyList<FlowMessage> Generate(int orders, int seed)
    {
        const long middle = 33_500;
        Random random = new(seed);
        List<FlowMessage> messages = [];
        for (int order = 1; order <= orders; order++)
        {
            Side side = (Side)random.Next(2);
            long away = random.Next(-300, 360);
            FlowMessage placed = new(
                'N',
                side,
                random.Next(100) < 15,
                random.Next(1, 101),
                order,
                middle + (side == Side.Buy ? -away : away));
            messages.Add(placed);
            if (placed.IsImmediate)
            {
                continue;
            }

            if (random.Next(100) < 20)
            {
                messages.Add(placed with { Kind = 'M', Lots = placed.Lots + 1, Price = placed.Price + random.Next(-1, 2) });
            }

            if (random.Next(100) < 97)
            {
                messages.Add(placed with { Kind = 'C' });
            }
        }

        return messages;
    }
}
