using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Forged nodes.</summary>
internal static class NodeForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        StateBatch honest = forger.Honest;
        TreeNodeUpdate[] nodes = [.. honest.Nodes];
        TreeNodeUpdate root = nodes.Single(node => node is { Level: 2, Index: 2 });
        TreeNodeUpdate second = root with { IsTouched = new bool[4] };
        TreeNodeUpdate parent = nodes.Single(node => node.Level == 1 && node.Index == Forger.AddressA / 4);
        int child = (int)(Forger.AddressA % 4);
        StateBatch Replace(TreeNodeUpdate forged) => honest with { Nodes = [.. nodes.Select(node => node == parent ? forged : node)] };

        yield return Omitted(forger);
        yield return new("an extra leaf", ["touched.leaf"], ExtraLeaf(forger));
        TreeNodeUpdate other = second with { Old = new Fr[4], New = new Fr[4] };
        yield return new("a second root in slot 1", ["node.parent"], honest with { Nodes = [.. nodes, other] });
        yield return new("two senders for one root", ["node.root[2]"], honest with { Nodes = [.. nodes, second] });
        yield return new("a node twice", ["node.parent", "touched.leaf"], honest with { Nodes = [.. nodes, parent] });
        TreeNodeUpdate[] others = [.. nodes.Where(node => node != parent)];
        yield return new("a node left out", ["node.child", "touched.leaf"], honest with { Nodes = others });
        yield return new("an untouched child changed", ["node.child", "node.parent", "node.untouched"], Replace(parent with
        {
            New = [.. parent.New.Select((hash, k) => k == (child ^ 1) ? hash + Fr.One : hash)],
        }));
        yield return new("child hashes swapped", ["node.child", "node.parent", "node.untouched", "touched.leaf"], Replace(parent with
        {
            Old = Swap(parent.Old, child),
            New = Swap(parent.New, child),
        }));
        yield return new("children swapped with their flags", ["node.child", "node.parent", "touched.leaf"], Replace(parent with
        {
            Old = Swap(parent.Old, child),
            New = Swap(parent.New, child),
            IsTouched = [.. Enumerable.Range(0, 4).Select(k => k == (child ^ 1))],
        }));
        yield return new("index forged", ["node.child", "node.parent", "touched.leaf"], Replace(parent with { Index = parent.Index + 1 }));
        yield return new("level forged", ["node.child", "node.parent", "touched.leaf"], Replace(parent with { Level = 2 }));
        yield return new("flag 2 and flag −1 of two nodes", ["node.active"], honest with { Nodes = [.. nodes, second] }, Tweak: inputs =>
        {
            SetActive(forger, inputs, nodes.ToList().IndexOf(root), Fr.FromInt64(2));
            SetActive(forger, inputs, nodes.Length, -Fr.One);
        });
        yield return Inactive(forger);
        yield return TouchedTwice(forger);
    }

    /// <summary>Order A is neither accessed nor touched, yet the leaf of order A changes.</summary>
    private static Forgery Omitted(Forger forger)
    {
        StateBatch other = Forger.Workload().Do(0, 3, Control.Off).Do(0, 5, Control.Off)
            .Do(1, 2, Control.Off).Do(1, 3, Control.Off).Do(1, 5, Control.Off).Run();
        ulong parent = Forger.AddressA / 4;
        TreeNodeUpdate[] nodes = [.. forger.Honest.Nodes.Select(node => node.Level == 1 && node.Index == parent
            ? node with { IsTouched = new bool[4] }
            : node)];
        return new("a touched leaf omitted", ["node.untouched"], other with { Nodes = nodes });
    }

    private static StateBatch ExtraLeaf(Forger forger)
    {
        Fr[] empty = new Fr[StateCircuit.Format.Count];
        return forger.Honest.WithTouched([.. forger.Honest.Memory.Touched, new(Forger.AddressA + 1, empty, empty, 0)]);
    }

    /// <summary>An inactive node takes the leaf of a record that is not in the tree.</summary>
    private static Forgery Inactive(Forger forger)
    {
        Fr[] invented = Forger.Numbers(0, 0, 9, 9, 9, 99, 1);
        ulong address = Forger.AddressEmpty;
        Fr hash = StateWorkload.LeafHash(invented);
        StateBatch honest = forger.Honest;
        Fr[] children = [.. Enumerable.Range(0, 4).Select(k => k == (int)(address % 4) ? hash : Fr.Zero)];
        bool[] touched = [.. Enumerable.Range(0, 4).Select(k => k == (int)(address % 4))];
        StateBatch batch = honest.WithTouched([.. honest.Memory.Touched, new(address, invented, invented, 0)]) with
        {
            Nodes = [.. honest.Nodes, new(1, address / 4, children, children, touched)],
        };
        return new("a child of an inactive node", ["node.inactive"], batch, Tweak: inputs =>
            SetActive(forger, inputs, honest.Nodes.Count, Fr.Zero));
    }

    /// <summary>A record is sent by two rows; its node takes it twice.</summary>
    private static Forgery TouchedTwice(Forger forger)
    {
        StateBatch honest = forger.Honest;
        ulong address = Forger.AddressEmpty;
        Fr[] empty = new Fr[StateCircuit.Format.Count];
        TouchedRecord record = new(address, empty, empty, 0);
        StateBatch batch = honest.WithTouched([.. honest.Memory.Touched, record, record]) with { Nodes = forger.NodesWith(address) };
        int number = batch.Nodes.ToList().FindIndex(node => node.Level == 1 && node.Index == address / 4);
        Region node = forger.RegionOf("node", number % Forger.Sizes.Nodes);
        return new("a child taken twice", ["node.touched"], batch, Tweak: inputs =>
            forger.Set(inputs, number / Forger.Sizes.Nodes, node[(int)(address % 4), 3], Fr.FromInt64(2)));
    }

    private static void SetActive(Forger forger, Fr[][] inputs, int number, Fr value) =>
        forger.Set(inputs, number / Forger.Sizes.Nodes, forger.RegionOf("node", number % Forger.Sizes.Nodes)[0, 2], value);

    private static Fr[] Swap(IReadOnlyList<Fr> hashes, int child) =>
        [.. Enumerable.Range(0, 4).Select(k => (k ^ child) < 2 ? hashes[k ^ 1] : hashes[k])];
}
