"""Read and code on this machine's cores or on a cluster: the same records, byte for byte.

``local.run`` and ``cluster.run`` take the same paths and give the same records in the same order.
"""
